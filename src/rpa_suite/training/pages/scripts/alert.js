alert({{ text | tojson }});

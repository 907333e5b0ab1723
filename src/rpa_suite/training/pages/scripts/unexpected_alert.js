alert(unexpected);

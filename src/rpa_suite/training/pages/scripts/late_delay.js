ready = false;
check();
setTimeout(() => { ready = true; check(); }, (1000 + Math.random() * 2000) * {{ pace }});

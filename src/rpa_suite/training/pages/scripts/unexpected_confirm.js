confirm(unexpected);

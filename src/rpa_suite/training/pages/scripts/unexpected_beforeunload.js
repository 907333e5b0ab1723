window.addEventListener('beforeunload', (event) => event.preventDefault());

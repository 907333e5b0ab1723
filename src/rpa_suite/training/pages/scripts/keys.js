for (const kind of ['contextmenu', 'selectstart', 'copy', 'cut', 'paste']) {
  document.addEventListener(kind, (event) => event.preventDefault());
}
document.addEventListener('keydown', (event) => {
  if (['F1', 'F5', 'F12', 'Backspace'].includes(event.key) && event.target.tagName !== 'INPUT') {
    event.preventDefault();
  }
});

document.querySelectorAll('input[type=text]').forEach((input) => {
  let stolen = false;
  input.addEventListener('focus', () => {
    if (stolen) return;
    stolen = true;
    setTimeout(() => document.querySelector('button[type=submit]').focus(), 0);
  });
});

document.querySelectorAll('input[type=text]').forEach((input) => {
  input.addEventListener('blur', () => {
    const wide = input.value.replace(/[\uff61-\uff9f]+/g, (kana) => kana.normalize('NFKC'));
    if (wide !== input.value || /[\u30a0-\u30ff]/.test(wide)) {
      input.value = wide.trimEnd() + '\u3000';
    }
  });
});

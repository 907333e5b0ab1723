document.querySelectorAll('input[data-kind=amount]').forEach((input) => {
  input.addEventListener('blur', () => {
    const digits = input.value.replaceAll(',', '');
    if (/^\d+$/.test(digits)) input.value = Number(digits).toLocaleString('ja-JP');
  });
});
document.querySelectorAll('select[name$=_era]').forEach((era) => {
  const cell = era.parentElement;
  cell.addEventListener('focusout', () => {
    const year = cell.querySelector('input');
    // \u5e73\u6210 ended in its year 31.
    if (era.selectedOptions[0].text === '\u5e73\u6210' && Number(year.value) > 31) {
      era.selectedIndex -= 1;
      year.value = String(Number(year.value) - 30);
    }
  });
});

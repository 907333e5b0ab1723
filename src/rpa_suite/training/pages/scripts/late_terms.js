const terms = document.createElement('div');
terms.style.cssText = 'height:60px;overflow:auto;border:1px solid #8aa3bd;background:#fff';
terms.tabIndex = 0;
terms.setAttribute('role', 'region');
terms.setAttribute('aria-label', '\u6ce8\u610f\u66f8\u304d');
terms.innerHTML = '<p>\u767b\u9332\u306e\u524d\u306b\u304a\u8aad\u307f\u304f\u3060\u3055\u3044\u3002</p>'.repeat(20);
document.querySelector('.buttons').before(terms);
ready = false;
check();
terms.addEventListener('scroll', () => {
  if (terms.scrollTop + terms.clientHeight < terms.scrollHeight - 2) return;
  ready = true;
  check();
});

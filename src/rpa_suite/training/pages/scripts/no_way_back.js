// Coming here by 戻る or 再読込 ends the transaction; a click comes as 'navigate'.
if (performance.getEntriesByType('navigation')[0]?.type !== 'navigate') {
  location.replace('/main/transition');
}

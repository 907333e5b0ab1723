"""From a blank form to a template: rules, words, blanks, labels, kinds, tables."""

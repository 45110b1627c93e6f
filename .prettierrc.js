module.exports = {
	semi: true,
	trailingComma: 'all',
	useTabs: true,
	tabWidth: 2,
	singleQuote: true,
	quoteProps: 'as-needed',
	arrowParens: 'always',
	endOfLine: 'lf',
	printWidth: 100,
};

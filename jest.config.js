/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/credentials', '<rootDir>/lib', '<rootDir>/nodes', '<rootDir>/test/unit'],
	testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
	transform: {
		// Types are checked by `npm run typecheck`; here each file is only transpiled, which is several times faster.
		'\\.ts$': [
			'ts-jest',
			{ tsconfig: { ...require('./tsconfig.json').compilerOptions, isolatedModules: true } },
		],
	},
	// A busy machine is no reason to fail.
	testTimeout: 60_000,
	restoreMocks: true,
};

import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Imports go one way: lib and components, then features, then app. Features know nothing of each other. */
const FEATURES = ['accounts', 'activity', 'admin', 'connect', 'developers', 'home', 'trade']

const forbid = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

export default tseslint.config(
  { ignores: ['target', 'shots', 'src/lib/api/schema.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'build.mjs'] } } },
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name='parseFloat'], CallExpression[callee.object.name='Number'][callee.property.name='parseFloat']",
          message: 'Amounts are strings: see lib/decimal.',
        },
        { selector: 'TSEnumDeclaration', message: 'Unions over enums.' },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports.' },
      ],
    },
  },
  { files: ['*.js', '*.ts', '*.mjs', 'e2e/gateway.ts', 'e2e/suite-report.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['*.js', '*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  forbid(['src/lib/**'], ['@/components/*', '@/features/*', '@/app/*']),
  forbid(['src/components/**'], ['@/features/*', '@/app/*']),
  ...FEATURES.map((feature) =>
    forbid(
      [`src/features/${feature}/**`],
      ['@/app/*', ...FEATURES.filter((other) => other !== feature).map((other) => `@/features/${other}/*`)],
    ),
  ),
)

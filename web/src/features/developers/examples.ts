export type Language = 'curl' | 'Python' | 'TypeScript' | 'Java'
export const LANGUAGES: readonly Language[] = ['curl', 'Python', 'TypeScript', 'Java']

export type Setting = {
  origin: string
  accountId: string
  symbol: string
  /** Whether the gateway wants a key: the demo does not. */
  needsKey: boolean
}

export type Example = { id: string; title: string; code: (setting: Setting) => Record<Language, string> }

/** Requests that can be run as they stand, with the reader's own ids; a key is read from the environment. */
export const EXAMPLES: readonly Example[] = [
  {
    id: 'accounts',
    title: 'Read the accounts',
    code: (setting) => ({
      curl: `curl -s ${setting.origin}/api/v1/accounts${curlKey(setting)}`,
      Python: python(setting, `print(get("/api/v1/accounts"))`),
      TypeScript: typescript(setting, `console.log(await call("/api/v1/accounts"))`),
      Java: java(setting, `var request = request("/api/v1/accounts").build();`),
    }),
  },
  {
    id: 'positions',
    title: 'Read positions',
    code: (setting) => ({
      curl: `curl -s ${setting.origin}/api/v1/accounts/${setting.accountId}/positions${curlKey(setting)}`,
      Python: python(setting, `print(get("/api/v1/accounts/${setting.accountId}/positions"))`),
      TypeScript: typescript(setting, `console.log(await call("/api/v1/accounts/${setting.accountId}/positions"))`),
      Java: java(setting, `var request = request("/api/v1/accounts/${setting.accountId}/positions").build();`),
    }),
  },
  {
    id: 'order',
    title: 'Place an order',
    code: (setting) => ({
      curl: [
        `curl -s ${setting.origin}/api/v1/orders${curlKey(setting)} \\`,
        `  -H 'Content-Type: application/json' -H "Idempotency-Key: $(uuidgen)" -H 'Prefer: wait=5' \\`,
        `  -d '${JSON.stringify(orderOf(setting))}'`,
      ].join('\n'),
      Python: python(
        setting,
        `order = ${JSON.stringify(orderOf(setting), null, 4)}\nprint(post("/api/v1/orders", order))`,
      ),
      TypeScript: typescript(
        setting,
        [
          `// Keep the key with the order: sent again, it never makes a second one.`,
          `const order = ${JSON.stringify(orderOf(setting), null, 2)}`,
          `console.log(await call("/api/v1/orders", {`,
          `  method: "POST",`,
          `  headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID(), Prefer: "wait=5" },`,
          `  body: JSON.stringify(order),`,
          `}))`,
        ].join('\n'),
      ),
      Java: java(
        setting,
        [
          `var order = """`,
          `    ${JSON.stringify(orderOf(setting))}""";`,
          `var request = request("/api/v1/orders")`,
          `    .header("Content-Type", "application/json")`,
          `    .header("Idempotency-Key", java.util.UUID.randomUUID().toString())`,
          `    .header("Prefer", "wait=5")`,
          `    .POST(HttpRequest.BodyPublishers.ofString(order))`,
          `    .build();`,
        ].join('\n'),
      ),
    }),
  },
]

function orderOf(setting: Setting) {
  return {
    accountId: setting.accountId,
    symbol: setting.symbol,
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'DAY',
    quantity: '1',
    limitPrice: '1.00',
  }
}

function curlKey({ needsKey }: Setting): string {
  return needsKey ? ' -H "X-API-Key: $BROKERWAY_KEY"' : ''
}

function python(setting: Setting, body: string): string {
  const headers = setting.needsKey ? '{"X-API-Key": os.environ["BROKERWAY_KEY"]}' : '{}'
  const post = body.includes('post(')
  return [
    `import json, ${setting.needsKey ? 'os, ' : ''}urllib.request${post ? ', uuid' : ''}`,
    '',
    `BASE, HEADERS = "${setting.origin}", ${headers}`,
    '',
    ...(post
      ? [
          'def post(path, body):',
          '    headers = HEADERS | {"Content-Type": "application/json",',
          '                         "Idempotency-Key": str(uuid.uuid4()), "Prefer": "wait=5"}',
          '    request = urllib.request.Request(BASE + path, json.dumps(body).encode(), headers)',
          '    return json.load(urllib.request.urlopen(request))',
        ]
      : [
          'def get(path):',
          '    request = urllib.request.Request(BASE + path, headers=HEADERS)',
          '    return json.load(urllib.request.urlopen(request))',
        ]),
    '',
    body,
  ].join('\n')
}

function typescript(setting: Setting, body: string): string {
  const key = setting.needsKey ? '"X-API-Key": process.env.BROKERWAY_KEY!, ' : ''
  return [
    `async function call(path: string, options: RequestInit = {}): Promise<unknown> {`,
    `  const headers = { ${key}...options.headers }`,
    `  const response = await fetch("${setting.origin}" + path, { ...options, headers })`,
    `  if (!response.ok) throw new Error(await response.text())`,
    `  return response.json()`,
    `}`,
    '',
    body,
  ].join('\n')
}

function java(setting: Setting, body: string): string {
  const key = setting.needsKey ? '.header("X-API-Key", System.getenv("BROKERWAY_KEY"))' : ''
  return [
    'import java.net.URI;',
    'import java.net.http.*;',
    '',
    'void main() throws Exception {',
    ...body.split('\n').map((line) => (line === '' ? line : `  ${line}`)),
    '  var reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    '  IO.println(reply.body());',
    '}',
    '',
    'HttpRequest.Builder request(String path) {',
    `  return HttpRequest.newBuilder(URI.create("${setting.origin}" + path))${key};`,
    '}',
  ].join('\n')
}

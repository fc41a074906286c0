// Drives the simulator with the client @sudowealth/schwab-api and prints what it understood as JSON.
import { createApiClient, EnhancedTokenManager } from "@sudowealth/schwab-api";

const { BASE_URL, CLIENT_ID, CLIENT_SECRET, REDIRECT, CODE, STATE } = process.env;

async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    return { kind: error.constructor.name, status: error.status, message: String(error.message).slice(0, 500) };
  }
}

const auth = new EnhancedTokenManager({
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  redirectUri: REDIRECT,
  issuerBaseUrl: `${BASE_URL}/v1`,
});
if (CODE === undefined) {
  const { authUrl } = await auth.getAuthorizationUrl();
  console.log(JSON.stringify({ page: authUrl }));
  process.exit(0);
}

const out = {};
out.tokens = await attempt(() => auth.exchangeCode(CODE, STATE));
const schwab = createApiClient({
  auth,
  config: { baseUrl: BASE_URL, enableLogging: false, logLevel: "none" },
});

out.numbers = await attempt(() => schwab.trader.accounts.getAccountNumbers());
const accountNumber = out.numbers[0]?.hashValue;
const pathParams = { accountNumber };
out.refused = await attempt(() =>
  schwab.trader.accounts.getAccountByNumber({ pathParams: { accountNumber: "00" } }),
);
out.accounts = await attempt(() => schwab.trader.accounts.getAccounts({ queryParams: { fields: "positions" } }));
out.account = await attempt(() =>
  schwab.trader.accounts.getAccountByNumber({ pathParams, queryParams: { fields: "positions" } }),
);
out.preference = await attempt(() => schwab.trader.userPreference.getUserPreference());
out.quotes = await attempt(() =>
  schwab.marketData.quotes.getQuotes({ queryParams: { symbols: ["AAPL", "SPY"], fields: ["quote", "reference"] } }),
);
out.history = await attempt(() =>
  schwab.marketData.priceHistory.getPriceHistory({
    queryParams: { symbol: "AAPL", periodType: "day", period: 1, frequencyType: "minute", frequency: 5 },
  }),
);
out.instruments = await attempt(() =>
  schwab.marketData.instruments.getInstruments({ queryParams: { symbol: "AAPL", projection: "symbol-search" } }),
);

out.refreshed = await attempt(() => auth.refresh(out.tokens.refreshToken, { force: true }));

console.log(JSON.stringify(out));
process.exit(0);

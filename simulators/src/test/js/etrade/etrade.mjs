// Drives the simulator with a published E*TRADE client and prints what it understood as JSON.
import { ETrade } from "e-trade-api";

const { API_URL, KEY, SECRET, VERIFY_URL } = process.env;

function client(access = {}) {
  return new ETrade({
    mode: "dev",
    key: KEY,
    secret: SECRET,
    accessToken: access.oauth_token ?? "",
    accessSecret: access.oauth_token_secret ?? "",
    urls: { oauth: `${API_URL}/oauth/`, prod: `${API_URL}/v1/`, dev: `${API_URL}/v1/` },
  });
}

/** What a call failed with. */
async function failure(call) {
  try {
    await call();
    return { code: "none" };
  } catch (error) {
    return { code: error.code, message: error.message, raw: error.raw };
  }
}

const seen = {};
const stranger = client();
const asked = await stranger.requestToken();
seen.asked = { confirmed: asked.oauth_callback_confirmed, url: asked.url };

// The customer at his browser, played by the test.
const consent = await fetch(VERIFY_URL, { method: "POST", body: asked.oauth_token });
const code = await consent.text();
const access = await stranger.getAccessToken({
  key: asked.oauth_token,
  secret: asked.oauth_token_secret,
  code,
});
const etrade = client(access);
seen.renewed = await etrade.renewAccessToken({
  key: access.oauth_token,
  secret: access.oauth_token_secret,
});

seen.accounts = await etrade.listAccounts();
const accountIdKey = seen.accounts[0].accountIdKey;
seen.balance = await etrade.getAccountBalances({ accountIdKey });
seen.quote = await etrade.getQuotes({ symbols: ["AAPL", "SPY"], detailFlag: "ALL" });
seen.found = await etrade.lookupProduct("aapl");
seen.dates = await etrade.getOptionExpireDates({ symbol: "AAPL" });
seen.chain = await etrade.getOptionChains({ symbol: "AAPL", noOfStrikes: 2 });

function order(priceType, limitPrice) {
  return [
    {
      allOrNone: false,
      priceType,
      orderTerm: "GOOD_FOR_DAY",
      marketSession: "REGULAR",
      stopPrice: "",
      limitPrice,
      Instrument: [
        {
          Product: { securityType: "EQ", symbol: "AAPL" },
          orderAction: "BUY",
          quantityType: "QUANTITY",
          quantity: 2,
        },
      ],
    },
  ];
}

async function place(clientOrderId, priceType, limitPrice) {
  const wanted = { accountIdKey, orderType: "EQ", clientOrderId, order: order(priceType, limitPrice) };
  const preview = await etrade.previewOrder(wanted);
  return { preview, placed: await etrade.placeOrder({ ...wanted, previewIds: preview.PreviewIds }) };
}

Object.assign(seen, await place("js1", "MARKET", ""));
seen.portfolio = await etrade.viewPortfolio({ accountIdKey });
const resting = await place("js2", "LIMIT", 10);
const orderId = resting.placed.OrderIds[0].orderId;
const changed = { accountIdKey, orderId, orderType: "EQ", clientOrderId: "js3", order: order("LIMIT", 11) };
const changePreview = await etrade.changePreviewedOrder(changed);
seen.changed = await etrade.placeChangedOrder({ ...changed, previewIds: changePreview.PreviewIds });
seen.canceled = await etrade.cancelOrder({ accountIdKey, orderId: seen.changed.OrderIds[0].orderId });
seen.orders = await etrade.listOrders({ accountIdKey, count: 10 });
seen.transactions = await etrade.listTransactions({ accountIdKey, sortOrder: "DESC" });
seen.transaction = await etrade.listTransactionDetails({
  accountIdKey,
  transactionId: seen.transactions.Transaction[0].transactionId,
});
seen.tooExpensive = await failure(() => place("js4", "LIMIT", 90000));
seen.revoked = await etrade.revokeAccessToken({
  key: access.oauth_token,
  secret: access.oauth_token_secret,
});
seen.afterwards = await failure(() => etrade.listAccounts());

console.log(JSON.stringify(seen));

// Drives the simulator with the package coinbase-api and prints what it understood as JSON.
import axios from "axios";
import { CBAdvancedTradeClient, CBAppClient, WebsocketClient } from "coinbase-api";

const { URL_OF_API, USER_STREAM_URL, KEY_NAME, SECRET, SECOND_NAME, SECOND_SECRET } = process.env;
const LIVE = "https://api.coinbase.com";
const results = {};

// The package signs the address of the true host: only what is called is led elsewhere.
axios.interceptors.request.use((request) => {
  if (!request.url.startsWith(LIVE)) {
    throw new Error(`unexpected host: ${request.url}`);
  }
  request.url = URL_OF_API + request.url.slice(LIVE.length);
  return request;
});

const quiet = { trace() {}, info() {}, error: (...texts) => console.error(...texts) };
const trade = new CBAdvancedTradeClient({ apiKey: KEY_NAME, apiSecret: SECRET });
const second = new CBAdvancedTradeClient({ apiKey: SECOND_NAME, apiSecret: SECOND_SECRET });
const app = new CBAppClient({ apiKey: KEY_NAME, apiSecret: SECRET });

async function refusal(call) {
  try {
    await call();
    return { code: 0 };
  } catch (error) {
    return { code: error.code, body: error.body };
  }
}

function order(configuration, more = {}) {
  return trade.submitOrder({
    client_order_id: trade.generateNewOrderId(),
    product_id: "BTC-USD",
    side: "BUY",
    order_configuration: configuration,
    ...more,
  });
}

results.time = await trade.getServerTime();
results.permissions = await trade.getApiKeyPermissions();
results.secondAccounts = await second.getAccounts();
results.accounts = await trade.getAccounts();
results.portfolios = await trade.getPortfolios();
results.product = await trade.getProduct({ product_id: "BTC-USD" });
results.quotes = await trade.getBestBidAsk({ product_ids: ["BTC-USD", "ETH-USD"] });
const now = Math.floor(Date.now() / 1000);
results.candles = await trade.getProductCandles({
  product_id: "BTC-USD",
  start: String(now - 3600),
  end: String(now),
  granularity: "FIVE_MINUTE",
});

// The stream begins before the orders.
const seen = [];
const stream = new WebsocketClient(
  { apiKey: KEY_NAME, apiSecret: SECRET, wsUrl: USER_STREAM_URL },
  quiet,
);
let filled;
const fill = new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error("no fill came")), 10_000);
  filled = (value) => {
    clearTimeout(timer);
    resolve(value);
  };
});
const listening = new Promise((resolve) => {
  stream.on("update", (message) => {
    if (message.channel !== "user") return;
    for (const event of message.events) {
      if (event.type === "snapshot") resolve(message);
      for (const told of event.orders ?? []) {
        seen.push(told);
        if (told.status === "FILLED") filled(told);
      }
    }
  });
});
stream.on("exception", (problem) => console.error(JSON.stringify(problem)));
stream.subscribe({ topic: "user" }, "advTradeUserData");
results.snapshot = await listening;

results.placed = await order({ market_market_ioc: { base_size: "0.5" } });
results.streamed = await fill;
const low = (Number(results.product.price) * 0.5).toFixed(2);
const lower = (Number(results.product.price) * 0.4).toFixed(2);
const high = (Number(results.product.price) * 1.5).toFixed(2);
results.resting = await order({ limit_limit_gtc: { base_size: "0.1", limit_price: low, post_only: true } });
const resting = results.resting.success_response.order_id;
results.edited = await trade.updateOrder({ order_id: resting, price: lower, size: "0.2" });
results.order = (await trade.getOrder({ order_id: resting })).order;
results.open = await trade.getOrders({ order_status: ["OPEN"] });
results.canceled = await trade.cancelOrders({ order_ids: [resting] });
results.bracket = await order(
  { trigger_bracket_gtc: { base_size: "0.5", limit_price: high, stop_trigger_price: low } },
  { side: "SELL" },
);
results.refused = await order({ market_market_ioc: { base_size: "1000" } });
results.fills = await trade.getFills({ order_ids: [results.placed.success_response.order_id] });
results.preview = await trade.previewOrder({
  product_id: "BTC-USD",
  side: "BUY",
  order_configuration: { market_market_ioc: { quote_size: "100" } },
});
results.breakdown = await trade.getPortfolioBreakdown({
  portfolio_uuid: results.permissions.portfolio_uuid,
});
results.summary = await trade.getTransactionSummary();
results.notFound = await refusal(() => trade.getOrder({ order_id: "nothing" }));
results.wrongKey = await refusal(() =>
  new CBAdvancedTradeClient({ apiKey: SECOND_NAME, apiSecret: SECRET }).getAccounts(),
);

results.wallets = await app.getAccounts();
const dollars = results.wallets.data.find((wallet) => wallet.currency.code === "USD");
results.ledger = await app.getTransactions({ account_id: dollars.id });

stream.closeAll();
process.stdout.write(JSON.stringify(results), () => process.exit(0));

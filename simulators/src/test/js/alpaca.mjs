// Drives the simulator with Alpaca's official SDK and prints what the SDK understood as JSON.
import { Alpaca, errors, streaming } from "@alpacahq/alpaca-trade-api";

const { PAPER_URL, DATA_URL, PAPER_STREAM_URL, MARKET_STREAM_URL, KEY_ID, SECRET, ACCESS_TOKEN } = process.env;

const hosts = {
  "https://paper-api.alpaca.markets": PAPER_URL,
  "https://data.alpaca.markets": DATA_URL,
};

function rewriting(input, init) {
  const address = String(input);
  const host = Object.keys(hosts).find((known) => address.startsWith(known));
  if (host === undefined) {
    throw new Error(`unexpected host: ${address}`);
  }
  return fetch(hosts[host] + address.slice(host.length), init);
}

function client(keyId, secret) {
  return new Alpaca({ keyId, secret, paper: true, fetchApi: rewriting, retry: false });
}

/** Resolves with the first value that fits; fails after a while. */
function first(what, subscribe) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} came`)), 10_000);
    subscribe((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

async function refusal(call) {
  try {
    await call();
    return { kind: "none" };
  } catch (error) {
    return { kind: error.constructor.name, status: error.status, code: error.code, message: error.message };
  }
}

const alpaca = client(KEY_ID, SECRET);
const { account, accountActivities, assets, calendar, clock, cryptoFunding, orders, portfolioHistory, positions } =
  alpaca.trading;
const credentials = { keyId: KEY_ID, secret: SECRET };
const results = {};

results.account = await account.getAccount();
results.clock = await clock.legacyClock();
results.asset = await assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: "AAPL" });

const trades = new streaming.TradingStream({ credentials, url: PAPER_STREAM_URL, reconnect: false });
const updates = [];
const listening = first("confirmation", (done) => trades.on(streaming.EVENT.SUBSCRIPTION, done));
const filled = first("fill", (done) =>
  trades.onTradeUpdate((update) => {
    updates.push({ event: update.event, qty: update.qty, price: update.price, status: update.order.status });
    if (update.event === "fill") done(update);
  }),
);
trades.subscribeTradeUpdates();
trades.connect();
results.listening = await listening;

results.placed = await orders.market({ symbol: "AAPL", side: "buy", qty: "3", timeInForce: "day", clientOrderId: "js-1" });
results.fill = await filled;
results.updates = updates;
trades.disconnect();

results.filled = await orders.getOrderByClientOrderId({ clientOrderId: "js-1" });
results.resting = await orders.limit({ symbol: "SPY", side: "buy", qty: "1", limitPrice: "10.00", timeInForce: "gtc" });
results.replaced = await orders.patchOrderByOrderId({
  orderId: results.resting.id,
  patchOrderRequest: { qty: "2", limitPrice: "11.00" },
});
results.open = await orders.getAllOrders({ status: "open" });
await orders.deleteOrderByOrderID({ orderId: results.replaced.id });
results.canceled = await orders.getOrderByOrderID({ orderId: results.replaced.id });
results.bracket = await orders.bracket({
  symbol: "MSFT",
  side: "buy",
  qty: "1",
  limitPrice: "20.00",
  timeInForce: "gtc",
  takeProfit: { limitPrice: "30.00" },
  stopLoss: { stopPrice: "15.00" },
});
results.canceledAll = await orders.deleteAllOrders();

results.positions = await positions.getAllOpenPositions();
results.position = await positions.getOpenPosition({ symbolOrAssetId: "AAPL" });
results.activities = await accountActivities.getAccountActivities({ activityTypes: ["FILL", "CSD"] });

results.duplicate = await refusal(() =>
  orders.market({ symbol: "AAPL", side: "buy", qty: "1", timeInForce: "day", clientOrderId: "js-1" }),
);
results.tooExpensive = await refusal(() =>
  orders.market({ symbol: "AAPL", side: "buy", qty: "100000", timeInForce: "day" }),
);
results.notFound = await refusal(() => orders.getOrderByOrderID({ orderId: "00000000-0000-4000-8000-000000000000" }));
results.wrongKey = await refusal(() => client(KEY_ID, "wrong").trading.account.getAccount());

const stocks = alpaca.marketData.stocks;
results.quotes = await stocks.stockLatestQuotes({ symbols: "AAPL,SPY" });
results.snapshots = await stocks.stockSnapshots({ symbols: "AAPL" });
results.bars = await stocks.stockBars({ symbols: "AAPL", timeframe: "1Day", start: new Date(Date.now() - 864e6), feed: "iex" });
results.cryptoQuotes = await alpaca.marketData.crypto.cryptoLatestQuotes({ loc: "us", symbols: "BTC/USD" });

const market = new streaming.StockDataStream({ credentials, url: `${MARKET_STREAM_URL}/v2/iex`, reconnect: false });
const quote = first("quote", (done) => market.onQuote(done));
const trade = first("trade", (done) => market.onTrade(done));
market.subscribeForQuotes(["AAPL"]);
market.subscribeForTrades(["AAPL"]);
market.connect();
results.streamedQuote = await quote;
results.streamedTrade = await trade;
market.disconnect();

// A bracket whose entry fills: its exits work, one stands for both.
results.oco = await orders.bracket({
  symbol: "AAPL",
  side: "buy",
  qty: "1",
  timeInForce: "gtc",
  takeProfit: { limitPrice: "9000.00" },
  stopLoss: { stopPrice: "1.00", limitPrice: "0.99" },
});
results.bracketNow = await orders.getOrderByOrderID({ orderId: results.oco.id, nested: true });
await orders.deleteAllOrders();

const chain = await assets.getOptionsContracts({ underlyingSymbols: "AAPL", type: "call", limit: 1000 });
results.contract = await assets.getOptionContractSymbolOrId({ symbolOrId: chain.optionContracts[0].symbol });
const expiry = chain.optionContracts[0].expirationDate;
const strikes = chain.optionContracts.filter((one) => String(one.expirationDate) === String(expiry));
const [lower, higher] = [strikes[0].symbol, strikes[2].symbol];
results.contracts = chain.optionContracts.length;
const options = alpaca.marketData.options;
results.optionQuote = (await options.optionLatestQuotes({ symbols: lower })).quotes[lower];
results.optionBars = (
  await options.optionBars({ symbols: lower, timeframe: "1Hour", start: new Date(Date.now() - 2 * 864e5) })
).bars[lower];
results.option = await orders.market({ symbol: lower, side: "buy", qty: "1", timeInForce: "day" });
results.optionFilled = await orders.getOrderByOrderID({ orderId: results.option.id });
results.optionClosed = await positions.deleteOpenPosition({ symbolOrAssetId: lower });
results.spread = await orders.submit({
  type: "market",
  timeInForce: "day",
  orderClass: "mleg",
  qty: "2",
  legs: [
    { symbol: lower, ratioQty: "1", side: "buy", positionIntent: "buy_to_open" },
    { symbol: higher, ratioQty: "1", side: "sell", positionIntent: "sell_to_open" },
  ],
});
results.spreadNow = await orders.getOrderByOrderID({ orderId: results.spread.id, nested: true });
results.spreadLegs = [lower, higher];

results.history = await portfolioHistory.getAccountPortfolioHistory({ period: "1D", timeframe: "15Min" });
results.days = await calendar.legacyCalendar({ start: new Date("2026-11-25"), end: new Date("2026-11-27") });
results.closedPart = await positions.deleteOpenPosition({ symbolOrAssetId: "AAPL", qty: 1 });
results.closedAll = await alpaca.trading.closeAllPositions({ cancelOrders: true });
results.left = await positions.getAllOpenPositions();
results.transfers = await cryptoFunding.listCryptoFundingTransfers();

const byToken = new Alpaca({ accessToken: ACCESS_TOKEN, paper: true, fetchApi: rewriting, retry: false });
results.accountByToken = await byToken.trading.account.getAccount();

results.errorKinds = Object.keys(errors);
const text = JSON.stringify(results, (_, value) => (typeof value === "bigint" ? String(value) : value));
// The SDK leaves a timer of 30 s behind, which would keep the process.
process.stdout.write(text, () => process.exit(0));

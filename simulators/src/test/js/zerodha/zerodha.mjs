// Drives the simulator with Zerodha's official SDK and prints what the SDK understood as JSON.
import { KiteConnect, KiteTicker } from "kiteconnect";

const { API_URL, TICKER_URL, API_KEY, API_SECRET, REQUEST_TOKEN } = process.env;
const results = {};

async function refusal(call) {
  try {
    await call();
    return { kind: "none" };
  } catch (error) {
    return { kind: error.error_type, status: error.status, message: error.message };
  }
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

const kite = new KiteConnect({ api_key: API_KEY, root: API_URL });
results.wrongSecret = await refusal(() => kite.generateSession(REQUEST_TOKEN, "wrong"));
results.session = await kite.generateSession(REQUEST_TOKEN, API_SECRET);
kite.setAccessToken(results.session.access_token);
results.usedTwice = await refusal(() => kite.generateSession(REQUEST_TOKEN, API_SECRET));

results.profile = await kite.getProfile();
results.margins = await kite.getMargins();
const instruments = await kite.getInstruments("NSE");
results.reliance = instruments.find((row) => row.tradingsymbol === "RELIANCE");
results.ohlc = await kite.getOHLC(["NSE:RELIANCE", "NSE:NOSUCH"]);
const last = results.ohlc["NSE:RELIANCE"].last_price;
const far = Math.round(last * 0.9 * 20) / 20;

const ticker = new KiteTicker({ api_key: API_KEY, access_token: results.session.access_token, root: TICKER_URL });
ticker.autoReconnect(false, 1, 5);
const ticks = first("full tick", (done) =>
  ticker.on("ticks", (all) => all.filter((tick) => tick.mode === "full" && tick.instrument_token === 738561).forEach(done)),
);
const indexTick = first("index tick", (done) =>
  ticker.on("ticks", (all) => all.filter((tick) => tick.instrument_token === 256265).forEach(done)),
);
const told = first("order update", (done) =>
  ticker.on("order_update", (order) => order.status === "COMPLETE" && done(order)),
);
ticker.on("connect", () => {
  ticker.subscribe([738561, 256265]);
  ticker.setMode(ticker.modeFull, [738561]);
});
ticker.connect();
results.tick = await ticks;
results.indexTick = await indexTick;

const order = { exchange: "NSE", tradingsymbol: "RELIANCE", transaction_type: "BUY", product: "CNC", validity: "DAY" };
results.unprotected = await refusal(() => kite.placeOrder("regular", { ...order, order_type: "MARKET", quantity: 1 }));
results.placed = await kite.placeOrder("regular", {
  ...order,
  order_type: "MARKET",
  quantity: 4,
  market_protection: -1,
  tag: "js1",
});
results.told = await told;
ticker.disconnect();

results.resting = await kite.placeOrder("regular", { ...order, order_type: "LIMIT", quantity: 3, price: far, tag: "js2" });
results.changed = await kite.modifyOrder("regular", results.resting.order_id, { quantity: 5, price: far });
results.history = await kite.getOrderHistory(results.resting.order_id);
results.canceled = await kite.cancelOrder("regular", results.resting.order_id);
results.orders = await kite.getOrders();
results.trades = await kite.getTrades();
results.orderTrades = await kite.getOrderTrades(results.placed.order_id);
results.positions = await kite.getPositions();
results.tooExpensive = await refusal(() =>
  kite.placeOrder("regular", { ...order, order_type: "LIMIT", quantity: 100000, price: far }),
);
results.notHeld = await refusal(() =>
  kite.placeOrder("regular", { ...order, transaction_type: "SELL", tradingsymbol: "INFY", order_type: "MARKET", quantity: 1, market_protection: 2 }),
);

results.trigger = await kite.placeGTT({
  trigger_type: kite.GTT_TYPE_OCO,
  tradingsymbol: "RELIANCE",
  exchange: "NSE",
  trigger_values: [far, Math.round(last * 1.1 * 20) / 20],
  last_price: last,
  orders: [
    { transaction_type: "SELL", quantity: 4, product: "CNC", order_type: "LIMIT", price: far },
    { transaction_type: "SELL", quantity: 4, product: "CNC", order_type: "LIMIT", price: Math.round(last * 1.1 * 20) / 20 },
  ],
});
results.triggers = await kite.getGTTs();
results.deletedTrigger = await kite.deleteGTT(results.trigger.trigger_id);

const asked = { ...order, variety: "regular", order_type: "LIMIT", quantity: 10, price: 100 };
results.needed = await kite.orderMargins([asked]);
results.basket = await kite.orderBasketMargins([asked]);
results.candles = await kite.getHistoricalData(738561, "day", "2026-02-20 00:00:00", "2026-03-02 23:59:59");
results.quote = await kite.getQuote(["NSE:INFY"]);
await kite.invalidateAccessToken(results.session.access_token);
results.loggedOut = await refusal(() => kite.getProfile());
process.stdout.write(JSON.stringify(results), () => process.exit(0));

// Drives tradestation-api-ts against a simulator and prints what it saw as one JSON object.
import sdk from 'tradestation-api-ts';

const client = new sdk.TradeStationClient({
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  refresh_token: process.env.REFRESH_TOKEN,
  environment: 'Simulation',
});
// Its hosts are fixed, so they are turned to the simulator in the instances that it made.
client.httpClient.axiosInstance.defaults.baseURL = process.env.API_URL;
client.httpClient.tokenManager.axiosInstance.defaults.baseURL = process.env.SIGN_IN_URL;

const account = process.env.ACCOUNT;
const seen = {};

const refusal = async (call) => {
  try {
    await call();
    return {};
  } catch (error) {
    return { status: error.response.status, ...error.response.data };
  }
};

// Messages of a stream, each handed to the one that waits for it.
const listen = (stream) => {
  const messages = [];
  const waiting = [];
  const serve = () => {
    for (const one of [...waiting]) {
      const found = messages.find(one.wanted);
      if (found) {
        waiting.splice(waiting.indexOf(one), 1);
        one.resolve(found);
      }
    }
  };
  stream.on('data', (message) => {
    messages.push(message);
    serve();
  });
  return (wanted) =>
    new Promise((resolve) => {
      waiting.push({ wanted, resolve });
      serve();
    });
};

const order = (more) => ({
  AccountID: account,
  Symbol: 'AAPL',
  Quantity: '3',
  OrderType: 'Market',
  TradeAction: 'BUY',
  TimeInForce: { Duration: 'DAY' },
  Route: 'Intelligent',
  ...more,
});

seen.accounts = await client.brokerage.getAccounts();
seen.balances = await client.brokerage.getBalances(account);
seen.startOfDay = await client.brokerage.getBalancesBOD(account);

const orders = await client.brokerage.streamOrders(account);
const nextOrder = listen(orders);
await nextOrder((message) => message.StreamStatus === 'EndSnapshot');

seen.confirmation = await client.orderExecution.confirmOrder(order());
seen.placed = await client.orderExecution.placeOrder(order());
const placedId = seen.placed.Orders[0].OrderID;
seen.streamed = await nextOrder(
  (message) => message.OrderID === placedId && message.Status === 'FLL',
);
seen.filled = await client.brokerage.getOrdersByOrderID(account, placedId);
seen.positions = await client.brokerage.getPositions(account);

seen.resting = await client.orderExecution.placeOrder(
  order({ OrderType: 'Limit', LimitPrice: '10' }),
);
const restingId = seen.resting.Orders[0].OrderID;
seen.replaced = await client.orderExecution.replaceOrder(restingId, { LimitPrice: '11' });
seen.canceled = await client.orderExecution.cancelOrder(restingId);
seen.canceledTwice = await refusal(() => client.orderExecution.cancelOrder(restingId));
seen.tooExpensive = await client.orderExecution.placeOrder(order({ Quantity: '1000000' }));
seen.group = await client.orderExecution.placeGroupOrder({
  Type: 'BRK',
  Orders: [
    order({ TradeAction: 'SELL', OrderType: 'Limit', LimitPrice: '9000' }),
    order({ TradeAction: 'SELL', OrderType: 'StopMarket', StopPrice: '5' }),
  ],
});
seen.today = await client.brokerage.getOrders(account, 2);
seen.secondPage = await client.brokerage.getOrders(account, 2, seen.today.NextToken);
seen.history = await client.brokerage.getHistoricalOrders(account, process.env.SINCE);

seen.quotes = await client.marketData.getQuoteSnapshots(['AAPL', 'NOPE9']);
seen.bars = await client.marketData.getBarHistory('AAPL', {
  interval: '1',
  unit: 'Daily',
  barsback: 5,
});
seen.symbols = await client.marketData.getSymbolDetails(['AAPL']);
seen.expirations = await client.marketData.getOptionExpirations('AAPL');
seen.routes = await client.orderExecution.getRoutes();
seen.triggers = await client.orderExecution.getActivationTriggers();

const quotes = await client.marketData.streamQuotes(['AAPL']);
seen.streamedQuote = await listen(quotes)((message) => message.Symbol === 'AAPL');
quotes.emit('close');
orders.emit('close');

console.log(JSON.stringify(seen));

// The same bytes through ccxt: what it understood is compared with ours before it is timed.
import {readFileSync} from 'node:fs';
import ccxt from 'ccxt';

const [folder, broker] = process.argv.slice(2);
const bytes = readFileSync(`${folder}/orders.json`);
const exchange = new ccxt[broker]();
exchange.markets = {};
exchange.markets_by_id = {};

const plain = (figure) => (figure === undefined || figure === null ? '' : String(figure));
const usual = (order) => [order.id, order.clientOrderId, order.side, order.type, plain(order.price)];
// How each broker wraps its list, and what is compared.
const brokers = {
  alpaca: {orders: (json) => json, fields: (order) => [...usual(order), plain(order.filled)]},
  coinbase: {
    orders: (json) => json.orders,
    fields: (order) => [...usual(order), plain(order.amount), plain(order.filled)],
  },
};
const {orders, fields} = brokers[broker];
const parse = () => exchange.parseOrders(orders(JSON.parse(bytes.toString('utf8'))));

const ours = readFileSync(`${folder}/ours.txt`, 'utf8').trim().split('\n');
const theirs = parse().map((order) => fields(order).join('|'));
theirs.sort();
ours.sort();
const different = ours.filter((line, i) => line !== theirs[i]).length;
if (ours.length !== theirs.length || different > 0) {
  console.error(`the two do not agree on ${different} of ${ours.length}: ${ours[0]} / ${theirs[0]}`);
  process.exit(1);
}

let best = 0;
for (let round = 0; round < 9; round++) {
  const start = process.cpuUsage();
  let parsed = 0;
  let used = 0;
  while (used < 2e6) {
    parsed += parse().length;
    const now = process.cpuUsage(start);
    used = now.user + now.system;
  }
  best = Math.max(best, (parsed * 1e6) / used);
}
console.log(`ccxt ${ccxt.version} ${Math.round(best)} orders of ${broker} a CPU-second`);

// The same bytes through ccxt's Alpaca: what it understood is compared with ours before it is timed.
import {readFileSync} from 'node:fs';
import ccxt from 'ccxt';

const folder = process.argv[2];
const bytes = readFileSync(`${folder}/orders.json`);
const alpaca = new ccxt.alpaca();
alpaca.markets = {};
alpaca.markets_by_id = {};
const parse = () => alpaca.parseOrders(JSON.parse(bytes.toString('utf8')));

const plain = (figure) => (figure === undefined || figure === null ? '' : String(figure));
const ours = readFileSync(`${folder}/ours.txt`, 'utf8').trim().split('\n');
const theirs = parse().map((order) =>
  [order.id, order.clientOrderId, order.side, order.type, plain(order.price), plain(order.filled)].join('|'));
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
console.log(`ccxt ${ccxt.version} ${Math.round(best)} orders a CPU-second`);

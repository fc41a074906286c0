-- Places limit orders far from the market, each with a key of its own, over all accounts in turn.
local users, accounts = {}, {}
for line in io.lines(os.getenv("BENCH_ACCOUNTS")) do
  users[#users + 1], accounts[#accounts + 1] = line:match("(%S+) (%S+)")
end
local run = os.getenv("BENCH_RUN")
local count = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

function request()
  count = count + 1
  wrk.headers["Idempotency-Key"] = "bench-" .. run .. "-" .. count
  local body = '{"user_id":"' .. users[count % #users + 1] ..
    '","symbol":"AAPL","side":"BUY","order_type":"LIMIT","quantity":1,"price":100.00}'
  return wrk.format(nil, "/order", nil, body)
end

-- Places limit orders far from the market, each with a key of its own, over all accounts in turn.
local accounts = {}
for line in io.lines(os.getenv("BENCH_ACCOUNTS")) do accounts[#accounts + 1] = line end
local run = os.getenv("BENCH_RUN")
local count = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

function request()
  count = count + 1
  wrk.headers["Idempotency-Key"] = "bench-" .. run .. "-" .. count
  local body = '{"accountId":"' .. accounts[count % #accounts + 1] ..
    '","symbol":"AAPL","side":"BUY","type":"LIMIT","timeInForce":"DAY","quantity":"1","limitPrice":"100.00"}'
  return wrk.format(nil, "/api/v1/orders", nil, body)
end

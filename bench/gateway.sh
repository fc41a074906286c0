# Starts a gateway for a benchmark in a fresh folder and stops it again; sourced by the benchmarks.

port="${BENCH_PORT:-8790}"
base="http://127.0.0.1:$port"
work="$(mktemp -d)"
chmod 755 "$work"
gateway_pid=""

start_gateway() { # setting=value ...
  env BROKERWAY_HOME="$work/home" BROKERWAY_PORT="$port" "$@" \
    "$root/brokerway" demo-gateway >"$work/gateway.log" 2>&1 &
  gateway_pid=$!
  until curl -fsS -o /dev/null --max-time 1 "$base/health" 2>/dev/null; do
    kill -0 "$gateway_pid" 2>/dev/null || { tail -20 "$work/gateway.log" >&2; exit 1; }
    sleep 0.2
  done
}

stop_all() {
  [ -z "$gateway_pid" ] || kill "$gateway_pid" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop_all EXIT

machine() {
  echo "machine: $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(uname -sr)"
  echo "commit:  $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo none)"
}

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

# A simulated broker in a process of its own; the gateway that is started next uses it.
simulators_port="${BENCH_SIMULATORS_PORT:-8791}"
simulators="http://127.0.0.1:$simulators_port"
start_simulators() {
  env -u BROKERWAY_HOME "$root/brokerway" simulators --port "$simulators_port" --data "$work/simulators" \
    --requests-per-minute 1000000 >"$work/simulators.log" 2>&1 &
  export BROKERWAY_BROKER_ALPACA_PAPER_BASE_URL="$simulators/alpaca/paper" \
    BROKERWAY_BROKER_ALPACA_BASE_URL="$simulators/alpaca/live" \
    BROKERWAY_BROKER_ALPACA_DATA_URL="$simulators/alpaca/data" \
    BROKERWAY_BROKER_ALPACA_PAPER_STREAM_URL="ws://127.0.0.1:$simulators_port/alpaca/paper/stream"
  until curl -fs -o /dev/null --max-time 1 "$simulators/control/clock"; do sleep 0.2; done
}

load_driver() { # class, argument ...
  local class="$1"
  shift
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" "$root/bench/$class.java" "$@"
}

# Resident memory of the gateway, PostgreSQL not counted.
memory() {
  awk '/VmRSS/ { printf "memory of the gateway: %d MB\n", $2 / 1024 }' \
    "/proc/$(pgrep -f '[M]ain demo-gateway' | head -1)/status"
}

stop_all() {
  pkill -f "[S]imulators.*--port $simulators_port" 2>/dev/null || true
  [ -z "$gateway_pid" ] || kill "$gateway_pid" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop_all EXIT

machine() {
  echo "machine: $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(uname -sr)"
  echo "commit:  $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo none)"
}

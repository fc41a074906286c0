# The tests, part by part, with the time that each took; sourced by the launcher.

# seconds that each part may take on two cores; a part that is past its share says so loudly
declare -A SHARE=([build]=240 [tests]=300 [conformance]=240 [faults]=240 [security]=120 [examples]=60 [page]=240)

run_tests() {
  local without=",long"
  while [ $# -gt 0 ]; do
    case "$1" in
      --long) without="" ;;
      *) die "test knows only --long, not '$1'" ;;
    esac
    shift
  done
  need mvn "to build and test (Maven 3.8.7 or later)"
  need node "by the tests that drive a vendor's JavaScript SDK (Node.js 20 or later)"
  need npm "by the web page and the tests that drive a vendor's JavaScript SDK"
  need_chromium
  mkdir -p target
  rm -f target/test-times
  touch target/.tests-started

  # Installed, since the example of a plugin is built as a third party does it: from the local repository.
  part build maven -q -DskipTests install
  train
  touch "$STAMP"
  part tests maven -q -T 1C verify -DexcludedGroups="conformance,faults,security$without"
  part page page "$without"
  part conformance maven -q test -pl conformance -am -Dgroups=conformance -DexcludedGroups="none$without"
  part examples maven -q -f examples/plugin/pom.xml verify
  part security maven -q verify -Dspotless.check.skip=true -Dgroups=security -DexcludedGroups="none$without"
  part faults maven -q verify -Dspotless.check.skip=true -Dgroups=faults -DexcludedGroups="none$without"

  echo
  echo "Time of each part:"
  cat target/test-times
  summary
}

# The page's own tests: units, then Chromium against gateways that it starts from the build.
page() { # what is left out
  local long=0
  [ -n "$1" ] || long=1
  (cd web && npm run --silent check && PAGE_TESTS_LONG=$long npm run --silent tests)
}

need_chromium() {
  [ ! -x "${BROKERWAY_CHROMIUM:-/usr/bin/chromium}" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium for the tests of the page ..." >&2
    apt-get install -y -qq --no-install-recommends chromium >/dev/null || die "chromium could not be installed"
  else
    die "chromium is missing: the tests of the page drive it (or set BROKERWAY_CHROMIUM)"
  fi
}

part() { # name, command...
  local name=$1 started=$SECONDS took
  shift
  echo "== $name"
  "$@" || { summary; die "part '$name' failed"; }
  took=$((SECONDS - started))
  printf '  %-11s %4d s of %d s\n' "$name" "$took" "${SHARE[$name]}" >>target/test-times
  if [ "$took" -gt "${SHARE[$name]}" ]; then
    echo "!!!!!!!! part '$name' took $took s: more than its share of ${SHARE[$name]} s !!!!!!!!"
  fi
}

# Adds up what Surefire reported, over all modules and parts.
summary() {
  local file head
  echo
  while IFS= read -r file; do
    head=$(sed -n '/<testsuite /,/>/p' "$file" | tr '\n' ' ')
    echo "$(attribute tests) $(attribute errors) $(attribute failures) $(attribute skipped)"
  done < <(find . -path '*/surefire-reports/TEST-*.xml' -newer target/.tests-started) |
    awk '{t += $1; f += $2 + $3; s += $4}
      END {printf "%d passed, %d failed, %d skipped\n", t - f - s, f, s}'
}

attribute() { # name, of $head
  [[ $head =~ [[:space:]]$1=\"([0-9]+)\" ]] && echo "${BASH_REMATCH[1]}"
}

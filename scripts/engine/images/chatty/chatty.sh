# RATE lines every INTERVAL seconds, LINES in all (0: without end).
trap 'exit 0' TERM INT

long_line() { head -c 20000 /dev/zero | tr '\0' "$1"; echo; }

print_line() {
  case $((n % 10)) in
    1) printf '\033[32mINFO\033[0m  request %d served in \033[1m%d ms\033[0m\n' "$n" $((n * 7 % 90)) ;;
    2) printf '\033[33mWARN\033[0m  request %d was slow\n' "$n" ;;
    3) printf 'ERROR request %d failed: connection refused\n' "$n" >&2 ;;
    4) printf '{"level":"info","request":%d,"path":"/cart","status":200}\n' "$n" ;;
    5) printf 'Unicode %d: grüße, 日本語, 👩‍🚀, e\314\201\n' "$n" ;;
    6) if [ "$n" -eq 6 ]; then long_line x; else printf 'DEBUG cache hit for request %d\n' "$n"; fi ;;
    *) printf 'INFO  line %d\n' "$n" ;;
  esac
}

n=0
while [ "$LINES" -eq 0 ] || [ "$n" -lt "$LINES" ]; do
  n=$((n + 1))
  print_line
  # Waiting in the background lets the signal that ends us through at once.
  if [ $((n % RATE)) -eq 0 ] && [ "$INTERVAL" != 0 ]; then sleep "$INTERVAL" & wait $!; fi
done

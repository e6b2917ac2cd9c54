# Log lines as services write them: time, coloured level, text. Warnings and errors go to stderr.
line() { printf '%s \033[%sm%-5s\033[0m %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" "$3"; }
info() { line 32 INFO "$1"; }
warn() { line 33 WARN "$1" >&2; }
error() { line 31 ERROR "$1" >&2; }
# Ends at once when it is asked to, as a program with the number 1 must see to itself.
trap 'info "stopping"; exit 0' TERM INT
pause() { sleep "$1" & wait $!; }

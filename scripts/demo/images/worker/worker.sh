# Fetches orders and packs them.
. /usr/lib/shop/log.sh
info "worker $HOSTNAME ready, polling http://api:8080 every $POLL_SECONDS s"
packed=0
while :; do
  if answer=$(timeout 2 wget -q -O - http://api:8080/cgi-bin/next-order); then
    packed=$((packed + 1))
    info "packed $answer"
    [ $((packed % 7)) -ne 0 ] || warn "payment provider answered slowly: $((packed * 37 % 900 + 400)) ms"
  else
    error "api is not reachable, trying again"
  fi
  pause "$POLL_SECONDS"
done

# Hands out the numbers of orders; the last one is kept in the volume.
. /usr/lib/shop/log.sh
[ -s /var/lib/shop/orders ] || echo 1040 >/var/lib/shop/orders
info "recovered $(cat /var/lib/shop/orders) orders from /var/lib/shop"
info "listening on port 5432"
# Its queries are answered in processes of their own, which log on its stderr.
nc -ll -p 5432 -e /srv/query.sh &
while :; do
  pause 15
  info "checkpoint complete: $(cat /var/lib/shop/orders) orders"
done

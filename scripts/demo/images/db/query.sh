#!/bin/sh
# Answers one query of one client.
read -r query
[ "$query" = next ] || exit 1
order=$(($(cat /var/lib/shop/orders) + 1))
echo "$order" >/var/lib/shop/orders
echo "$order"

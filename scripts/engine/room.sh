# Furnishes a room (isolated-room.mjs) from within: what an engine writes under /run and /etc
# stays in the room. Arguments: busybox, an init program.
mount -t tmpfs -o mode=755 room /run
mkdir /run/etc /run/etc-work
mount -t overlay -o lowerdir=/etc,upperdir=/run/etc,workdir=/run/etc-work room /etc
"$1" ip link set lo up
echo ready
exec "$2" -- "$1" sleep infinity

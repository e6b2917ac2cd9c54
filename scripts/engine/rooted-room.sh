# Furnishes a room (isolated-room.mjs) whose `/` is an unpacked Debian. Arguments: busybox and an
# init program of this machine, the unpacked folder, the engine's own folder.
# Changes to `/` go to memory and end with the room; the engine's folder is the same in and out.
mount -t tmpfs -o mode=755 room /run
mkdir /run/changes /run/work /run/root
mount -t overlay -o "lowerdir=$3,upperdir=/run/changes,workdir=/run/work" room /run/root
cd /run/root
for name in proc sys dev; do mount --rbind "/$name" "$name"; done
mount -t tmpfs -o mode=755 run run
mkdir -p ".$4"
mount --bind "$4" ".$4"
# With chroot, what an engine starts in a container would find itself on this machine.
pivot_root . outside
/bin/busybox umount -l /outside
/bin/busybox ip link set lo up
echo ready
exec /usr/bin/tini-static -- /bin/busybox sleep infinity

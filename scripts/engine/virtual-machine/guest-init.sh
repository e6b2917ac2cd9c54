#!/bin/busybox sh
# The first program of the virtual machine, in place of an init system: what Docker and ssh need,
# and no more. It says on the serial line that all is up; the machine's memory is saved then.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts pts /dev/pts
for folder in /dev/shm /run /tmp; do mount -t tmpfs tmpfs "$folder"; done
mount -t cgroup2 cgroup /sys/fs/cgroup
hostname machine

# What iptables asks for by itself needs no mention.
modprobe -a virtio_net virtio_rng overlay bridge br_netfilter veth
ip link set lo up
# The addresses of the network that qemu makes up for its guest.
ip addr add 10.0.2.15/24 dev eth0
ip link set eth0 up
ip route add default via 10.0.2.2

mkdir /run/sshd
/usr/sbin/sshd
dockerd --debug --exec-opt native.cgroupdriver=cgroupfs > /var/log/dockerd.log 2>&1 &
until docker version > /dev/null 2>&1; do
  if ! kill -0 $!; then cat /var/log/dockerd.log; exec poweroff -f; fi
  sleep 0.2
done
echo 'the engine is up'
# Children that nobody waits for are ours.
while :; do wait; sleep 1000; done

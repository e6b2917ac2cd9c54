/** The disk file of a VM keeps what its engine has freed. */
export const VM_KEEPS =
  'If this engine lives in a VM, its disk is a file on this machine, which does not shrink by itself: the program that runs the VM may have a command for it.'

/* The header in C++. */
#include <vrm.h>

int main() {
  vrm_store store = 0;
  if (vrm_abi_version() != VRM_ABI_VERSION || vrm_store_memory(&store) != VRM_STATUS_OK) return 1;
  return vrm_store_free(store) == VRM_STATUS_OK && vrm_store_free(store) == VRM_STATUS_BORDER_HANDLE ? 0 : 1;
}

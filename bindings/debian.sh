# Sourced by the scripts of the bindings, for what they need and a Debian machine can install.

# Whether packages can be installed here: as root, on Debian.
on_debian() { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }

# Installs packages where that can be done. Who calls it looks afterwards whether what it needs is there, and says what to
# install where it is not.
debian_install() {
  on_debian || return 0
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The mirror that the machine itself has its packages from.
debian_mirror() {
  apt-get indextargets --format '$(SITE) $(LABEL)' 'Identifier: Packages' | sed -n 's/ Debian$//p' | head -n 1
}

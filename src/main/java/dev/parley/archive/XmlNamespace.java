package dev.parley.archive;

import java.util.regex.Pattern;

/**
 * The namespaces of archives. Files may call them by any prefix; readers use the one given here.
 */
enum XmlNamespace {
  /** No namespace, or the one of all elements in an export of Disqus. */
  PLAIN("", "|https?://disqus\\.com/?"),
  DISQUS_INTERNALS(
      "dsq:", "https?://disqus\\.com/disqus-internals/?|https?://www\\.disqus\\.com/?"),
  /** Exports of WordPress before 3.2; they escape HTML once more than others. */
  OLD_WORDPRESS("wp:", "https?://wordpress\\.org/export/1\\.[01]/?"),
  WORDPRESS("wp:", "https?://wordpress\\.org/export/\\d+\\.\\d+/?"),
  OTHER("other:", ".*");

  private final String prefix;
  private final Pattern address;

  XmlNamespace(String prefix, String address) {
    this.prefix = prefix;
    this.address = Pattern.compile(address);
  }

  /** The namespace with an address; an empty address is none. */
  static XmlNamespace of(String address) {
    for (XmlNamespace namespace : values()) {
      if (namespace.address.matcher(address).matches()) {
        return namespace;
      }
    }
    return OTHER;
  }

  String prefix() {
    return prefix;
  }
}

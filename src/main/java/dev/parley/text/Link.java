package dev.parley.text;

/**
 * An address in a text: with a scheme, with {@code www.}, or a bare domain under a well-known
 * top-level domain.
 *
 * @param url the address as written in the original
 * @param host its host, in lower case, with look-alike letters folded, without port
 * @param start where it begins in the original text, in UTF-16 code units
 * @param end where it ends in the original text, exclusive
 */
public record Link(String url, String host, int start, int end) {
  /** The place of the link in the original text. */
  public Span span() {
    return new Span(start, end);
  }

  /** The part of the host after its last dot, or the empty string. */
  public String topLevelDomain() {
    int dot = host.lastIndexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }
}

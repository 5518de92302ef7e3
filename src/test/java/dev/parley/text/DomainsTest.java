package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainsTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "WWW.Example.COM, example.com",
    "www.example.com., example.com",
    "news.example.co.uk, example.co.uk",
    "cheap.pills.blogspot.com, pills.blogspot.com",
    "someone.github.io, someone.github.io",
    "www.münchen.de, xn--mnchen-3ya.de",
    "a.b.shop.example, shop.example",
    "192.0.2.7, 192.0.2.7",
    "[2001:DB8::7], [2001:db8::7]",
    "localhost, ''",
    "a..b.com, ''",
    "'', ''"
  })
  void registrable_host_isWhatOneOwnerHolds(String host, String expected) {
    assertEquals(expected, Domains.registrable(host).orElse(""));
  }
}

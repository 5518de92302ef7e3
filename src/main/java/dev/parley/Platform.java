package dev.parley;

import dev.parley.comment.ArticleKeys;
import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.http.Bodies;
import dev.parley.http.ClientAddress;
import dev.parley.http.OwnOrigin;
import dev.parley.publish.Announcer;
import dev.parley.publish.Bus;
import dev.parley.site.Sites;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What every module depends on; all of it is safe for several threads. */
record Platform(
    Vertx vertx,
    Database database,
    Config config,
    Clock clock,
    Sites sites,
    ArticleKeys keys,
    Bus bus,
    Announcer announcer,
    ClientAddress addresses,
    Bodies bodies,
    OwnOrigin own) {

  /** Whether there is a server that sends mail. */
  boolean sendsMail() {
    return config.mail().isPresent();
  }

  static Platform of(Vertx vertx, Database database, Config config, Clock clock, Sites sites) {
    ClientAddress addresses = new ClientAddress(config.http().trustedProxies());
    ArticleKeys keys = new ArticleKeys(database);
    Bus bus = new Bus(vertx, database);
    Runnable moved =
        () -> {
          sites.aliasesChanged();
          keys.changed();
        };
    // First of all listeners: what others read again, they read where it is now.
    bus.onChange(
        change -> {
          if (change.moved()) {
            moved.run();
          }
        });
    bus.onLost(moved);
    return new Platform(
        vertx,
        database,
        config,
        clock,
        sites,
        keys,
        bus,
        new Announcer(bus),
        addresses,
        new Bodies(addresses),
        new OwnOrigin(config.http().publicUrl()));
  }
}

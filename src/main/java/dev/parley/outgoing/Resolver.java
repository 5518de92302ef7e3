package dev.parley.outgoing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** Finds the IP addresses of a host's name. */
public interface Resolver {
  /** All of them; fails when there are none. */
  Future<List<InetAddress>> resolve(String host);

  /** The resolver of the operating system, asked on a thread that may wait. */
  static Resolver ofSystem(Vertx vertx) {
    return host -> vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
  }
}

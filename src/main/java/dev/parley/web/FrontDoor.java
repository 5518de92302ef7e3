package dev.parley.web;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.ext.web.Router;

/** Redirects the bare address to the demo page, or to the console where there is no demo. */
public final class FrontDoor {
  private final boolean demo;

  /**
   * @param demo whether there is a demo page
   */
  public FrontDoor(boolean demo) {
    this.demo = demo;
  }

  public void mount(Router router) {
    router.get("/").handler(context -> context.redirect(demo ? "/demo/" : "/console/"));
    if (!demo) {
      router
          .get("/demo*")
          .handler(
              context ->
                  context.fail(
                      new Refusal(
                          Problem.NOT_FOUND, "The demo site is off. Set demo=true to show it")));
    }
  }
}

package dev.parley.web;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.ext.web.Router;

/** Where the bare address leads: to the demonstration page, or to the console without one. */
public final class FrontDoor {
  private final boolean demo;

  /**
   * @param demo whether the demonstration page is shown
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
                          Problem.NOT_FOUND, "The demonstration is off; demo=true shows it")));
    }
  }
}

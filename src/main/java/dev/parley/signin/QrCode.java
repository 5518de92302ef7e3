package dev.parley.signin;

import io.nayuki.qrcodegen.QrCode.Ecc;
import io.vertx.core.json.JsonObject;

/** A QR code (ISO/IEC 18004), as an SVG path in units of one module. */
final class QrCode {
  /** Light modules around it, without which scanners do not find it. */
  private static final int MARGIN = 4;

  private QrCode() {}

  /** Size and path of the dark modules. */
  static JsonObject of(String text) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return new JsonObject().put("size", code.size + 2 * MARGIN).put("path", path.toString());
  }
}

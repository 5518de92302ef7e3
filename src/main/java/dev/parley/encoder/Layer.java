package dev.parley.encoder;

/**
 * A layer of the network, and what it adds to a vector: the mean of all pieces, scaled to length 1,
 * and with {@code extremes} the largest and smallest numbers of each position.
 *
 * @param number counted from 1
 */
record Layer(int number, boolean extremes) {
  /** The numbers the network has for each piece, in every layer. */
  static final int WIDTH = 384;

  private static final int LAST = 12;

  /** The network's name for it. */
  String output() {
    return isInner()
        ? "/encoder/layer." + (number - 1) + "/output/LayerNorm/Add_1_output_0"
        : "last_hidden_state";
  }

  /** Whether the network outputs it only after it has been changed to. */
  boolean isInner() {
    return number < LAST;
  }

  /** How many numbers of a vector come from it. */
  int numbers() {
    return extremes ? 3 * WIDTH : WIDTH;
  }

  /** Writes its part of a vector from the pieces of a text. */
  void pool(float[][] pieces, float[] vector, int at) {
    for (float[] piece : pieces) {
      for (int i = 0; i < WIDTH; i++) {
        vector[at + i] += piece[i];
      }
    }
    double square = 0;
    for (int i = at; i < at + WIDTH; i++) {
      square += vector[i] * vector[i];
    }
    float length = (float) Math.sqrt(square);
    for (int i = at; i < at + WIDTH && length > 0; i++) {
      vector[i] /= length;
    }
    if (extremes) {
      poolExtremes(pieces, vector, at + WIDTH);
    }
  }

  private static void poolExtremes(float[][] pieces, float[] vector, int at) {
    System.arraycopy(pieces[0], 0, vector, at, WIDTH);
    System.arraycopy(pieces[0], 0, vector, at + WIDTH, WIDTH);
    for (float[] piece : pieces) {
      for (int i = 0; i < WIDTH; i++) {
        vector[at + i] = Math.max(vector[at + i], piece[i]);
        vector[at + WIDTH + i] = Math.min(vector[at + WIDTH + i], piece[i]);
      }
    }
  }
}

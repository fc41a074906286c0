package io.brokerway.server.page;

/**
 * A file of the page.
 *
 * @param type its media type
 * @param plain as it is
 * @param gzip packed; the same as {@code plain} where packing gains nothing
 */
record PageFile(String type, byte[] plain, byte[] gzip) {
  boolean isPacked() {
    return plain != gzip;
  }
}

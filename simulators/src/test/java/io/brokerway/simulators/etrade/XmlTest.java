package io.brokerway.simulators.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without the suffix answers are XML, and orders come in it too. */
final class XmlTest {
  private static final String ORDER =
      """
      <orderType>EQ</orderType><clientOrderId>x1</clientOrderId>%s
      <Order><allOrNone>false</allOrNone><priceType>LIMIT</priceType>
      <orderTerm>GOOD_FOR_DAY</orderTerm><marketSession>REGULAR</marketSession>
      <stopPrice></stopPrice><limitPrice>10</limitPrice>
      <Instrument><Product><securityType>EQ</securityType><symbol>AAPL</symbol></Product>
      <orderAction>BUY</orderAction><quantityType>QUANTITY</quantityType>
      <quantity>2</quantity></Instrument></Order>
      """;

  private final Scene scene = Scene.morning();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anOrderInXml() {
    var preview = xml("/orders/preview", "PreviewOrderRequest", "");
    var id = preview.body().replaceFirst("(?s).*<previewId>(\\d+)</previewId>.*", "$1");

    var placed =
        xml(
            "/orders/place",
            "PlaceOrderRequest",
            "<PreviewIds><previewId>" + id + "</previewId></PreviewIds>");

    assertThat(preview.type()).startsWith("application/xml");
    assertThat(placed.body()).startsWith("<?xml").contains("<OrderIds><orderId>");
    assertThat(scene.etrade.accepted("x1")).isEqualTo(1);
    assertThat(scene.caller.get(scene.account + "/orders").body())
        .contains("<OrdersResponse><Order><orderId>");
  }

  @Test
  void aPreviewIdWithoutItsWrapperIsMalformed() {
    var reply = xml("/orders/place", "PlaceOrderRequest", "<PreviewIds>168321663200</PreviewIds>");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("<Error><code>10");
  }

  @Test
  void noEntityIsResolved() {
    var body =
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><PreviewOrderRequest>&e;"
            + "</PreviewOrderRequest>";

    var reply = scene.caller.xml("POST", scene.account + "/orders/preview", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(scene.caller.xml("POST", scene.account + "/orders/preview", "<a").status())
        .isEqualTo(400);
  }

  private Caller.Reply xml(String path, String root, String previewIds) {
    return scene.caller.xml(
        "POST",
        scene.account + path,
        "<" + root + ">" + ORDER.formatted(previewIds) + "</" + root + ">");
  }
}

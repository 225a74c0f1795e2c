package planted.configurationistypedrecords.app.web;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Settings that are no record. */
@ConfigurationProperties("planted")
class WebSettings {}

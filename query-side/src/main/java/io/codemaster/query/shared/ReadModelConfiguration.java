package io.codemaster.query.shared;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Says where the entities and repositories of the read models are. */
@Configuration(proxyBeanMethods = false)
@EntityScan("io.codemaster.query")
@EnableJpaRepositories("io.codemaster.query")
class ReadModelConfiguration {}

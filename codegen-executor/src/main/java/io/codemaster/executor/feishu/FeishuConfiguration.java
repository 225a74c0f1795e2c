package io.codemaster.executor.feishu;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

import io.codemaster.executor.shared.PublicAddressProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FeishuProperties.class, PublicAddressProperties.class})
class FeishuConfiguration {}

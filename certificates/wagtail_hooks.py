from wagtail import hooks

from certificates.viewsets import CertificateViewSet


@hooks.register("register_admin_viewset")
def certificates_in_cms() -> CertificateViewSet:
    return CertificateViewSet()

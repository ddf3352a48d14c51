"""Signs a finished PDF (PAdES): the visible seal on page one is the signature field.

The file stays PDF 1.7 and PDF/A-3a. The signature certifies the document, so that readers report any
later change at all.
"""

from io import BytesIO

from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers import constants
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from assess.documents.keys import Keys
from assess.documents.seal import SIDE, seal_drawing

FIELD = "Seal"
# Where the template leaves room for the seal, from the lower left corner of the page, in points.
SEAL_AT = (445, 82)


def sign_pdf(pdf: bytes, keys: Keys, *, seal: str, name: str, tsa_url: str | None) -> bytes:
    """`pdf` with a drawing of `seal` as its certifying signature in the issuer's `name`."""
    signer = _Signer17(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            name=name,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        ),
        signer=Key(keys),
        timestamper=HTTPTimeStamper(tsa_url) if tsa_url else None,
        stamp_style=_stamp(seal),
        new_field_spec=_field(name),
    )
    output = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return bytes(output.getvalue())


class _Signer17(signers.PdfSigner):
    """Declares PAdES only: for elliptic curves the library would raise the file to PDF 2.0."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:  # noqa: ARG002
        pdf_out.register_extension(constants.ESIC_EXTENSION_1)


class Key(signers.Signer):
    """The private key as it is: the library's own signer would load and check it anew at each signature."""

    def __init__(self, keys: Keys) -> None:
        others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        others.register_multiple(map(_translate, keys.chain))
        super().__init__(signing_cert=_translate(keys.certificate), cert_registry=others)
        self._private = keys.private

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        if isinstance(self._private, rsa.RSAPrivateKey):
            return self._private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._private.sign(data, ec.ECDSA(hashes.SHA256()))


def _field(name: str) -> fields.SigFieldSpec:
    left, foot = SEAL_AT
    return fields.SigFieldSpec(
        FIELD,
        on_page=0,
        box=(left, foot, left + SIDE, foot + SIDE),
        readable_field_name=f"{name} (seal and digital signature)",
    )


def _stamp(seal: str) -> StaticStampStyle:
    return StaticStampStyle(
        border_width=0,
        background=RawContent(data=seal_drawing(seal), box=BoxConstraints(width=SIDE, height=SIDE)),
        background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID),
        background_opacity=1,
    )


def _translate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
